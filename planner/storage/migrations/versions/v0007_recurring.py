"""An index of the few events that recur: they may have begun long before the days that are shown."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the index."""
    op.create_index(
        "ix_event_recurs", "event", ["starts"], unique=False, sqlite_where=sa.text("rrule <> '' OR rdate <> ''")
    )
