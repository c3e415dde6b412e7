"""Indexes by which the pages read what they show and no more, however long the plan has been kept."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the indexes; three take the place of narrower ones."""
    op.create_index(
        "ix_activity_archived_at",
        "activity",
        ["archived_at"],
        unique=False,
        sqlite_where=sa.text("archived_at IS NOT NULL"),
    )
    op.create_index(
        "ix_activity_trashed_at",
        "activity",
        ["trashed_at"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NOT NULL"),
    )
    op.drop_index("ix_activity_kind_status", table_name="activity")
    op.create_index(
        "ix_activity_kind_status", "activity", ["kind", "status", "completed_on", "trashed_at"], unique=False
    )
    op.create_index("ix_certification_state", "certification", ["state", "activity_id"], unique=False)
    op.create_index("ix_course_state", "course", ["state", "activity_id"], unique=False)
    op.create_index("ix_deadline_kind", "deadline", ["activity_id", "kind", "on_date", "at_utc"], unique=False)
    op.drop_index("ix_deadline_activity_id", table_name="deadline")
    op.create_index(
        "ix_event_over_new_year",
        "event",
        ["ends"],
        unique=False,
        sqlite_where=sa.text("substr(ends, 1, 4) > substr(starts, 1, 4)"),
    )
    op.create_index(
        "ix_event_listed", "event", ["activity_id"], unique=False, sqlite_where=sa.text("state = 'listed'")
    )
    op.create_index(
        "ix_study_session_minutes", "study_session", ["activity_id", "planned", "minutes"], unique=False
    )
    op.drop_index("ix_study_session_activity_id", table_name="study_session")
