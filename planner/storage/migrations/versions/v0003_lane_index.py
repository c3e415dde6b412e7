"""One index covers what a lane of the board counts, sums and sorts; the two that it begins with are dropped."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the index in place of the two."""
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
    op.drop_index("ix_activity_step_status_position", table_name="activity")
    op.drop_index("ix_activity_step_id", table_name="activity")
