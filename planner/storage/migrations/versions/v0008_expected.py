"""The month in which an event without dates is expected."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Adds the column."""
    op.add_column("event", sa.Column("expected", sa.Text(), nullable=True))
