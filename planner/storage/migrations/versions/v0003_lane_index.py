"""Indexes for the board: one covers what a lane counts and sorts and replaces two, one finds practices."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the indexes, and drops those that are not needed any more."""
    op.create_index(
        "ix_activity_lane",
        "activity",
        [
            "step_id",
            "status",
            "position",
            "trashed_at",
            "core",
            "kind",
            "cadence_count",
            "estimate_minutes",
            "picked_week",
            "completed_on",
        ],
        unique=False,
    )
    op.create_index(
        "ix_activity_cadence_count",
        "activity",
        ["cadence_count"],
        unique=False,
        sqlite_where=sa.text("cadence_count > 0"),
    )
    op.drop_index("ix_activity_step_status_position", table_name="activity")
    op.drop_index("ix_activity_step_id", table_name="activity")
