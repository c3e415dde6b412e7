"""Done activities can be archived: they leave the board, and everything else stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the instant of archiving, and to the index that covers what a lane counts."""
    op.add_column("activity", sa.Column("archived_at", sa.Text(), nullable=True))
    op.drop_index("ix_activity_lane", table_name="activity")
    op.create_index(
        "ix_activity_lane",
        "activity",
        [
            "step_id",
            "status",
            "position",
            "trashed_at",
            "archived_at",
            "core",
            "kind",
            "cadence_count",
            "estimate_minutes",
            "picked_week",
            "completed_on",
        ],
        unique=False,
    )
