"""Done activities can be archived; the highest level that work shows is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the instant of archiving, also to the index of the lanes, and an index of what work shows by level."""
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
    op.create_index("ix_activity_skill_level", "activity_skill", ["skill_id", "level"], unique=False)
