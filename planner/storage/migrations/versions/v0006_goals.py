"""Goals in full: exams, money, renewal rules and their cycles, credits and who claims them, kept files."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


_WITHOUT_DEFAULT = {
    "certification": ("issuer_url", "level", "prerequisites", "catalogue_key"),
    "course": ("format", "catalogue_key"),
}


def _without_defaults(table: str) -> None:
    """Makes the table anew: SQLite adds a column that is never NULL only with a default, which it cannot drop."""
    keeping = {"sqlite_autoincrement": True}
    with op.batch_alter_table(table, recreate="always", table_kwargs=keeping) as batch:
        for column in _WITHOUT_DEFAULT[table]:
            batch.alter_column(column, server_default=None)


def upgrade() -> None:
    """Makes the tables, and adds to certifications and courses what the catalogue knows of them."""
    op.add_column("certification", sa.Column("issuer_url", sa.Text(), nullable=False, server_default=""))
    op.add_column("certification", sa.Column("level", sa.Text(), nullable=False, server_default=""))
    op.add_column("certification", sa.Column("prerequisites", sa.Text(), nullable=False, server_default=""))
    op.add_column("certification", sa.Column("catalogue_key", sa.Text(), nullable=False, server_default=""))
    op.add_column("course", sa.Column("format", sa.Text(), nullable=False, server_default=""))
    op.add_column("course", sa.Column("facts_checked_on", sa.Text(), nullable=True))
    op.add_column("course", sa.Column("catalogue_key", sa.Text(), nullable=False, server_default=""))
    for table in ("certification", "course"):
        _without_defaults(table)
    op.create_table(
        "exam",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("maximum", sa.Float(), nullable=True),
        sa.Column("pass_mark", sa.Float(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("deadline_id", name=op.f("uq_exam_deadline_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_exam_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_exam_activity_id", "exam", ["activity_id"], unique=False)
    op.create_index("ix_exam_deadline_id", "exam", ["deadline_id"], unique=False)
    op.create_table(
        "expense",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("minor", sa.Integer(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Text(), nullable=False),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.Column("reimbursed_minor", sa.Integer(), nullable=False),
        sa.Column("exam_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"]),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid", name=op.f("uq_expense_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_expense_activity_id", "expense", ["activity_id"], unique=False)
    op.create_index("ix_expense_exam_id", "expense", ["exam_id"], unique=False)
    op.create_index("ix_expense_on_date", "expense", ["on_date"], unique=False)
    op.create_table(
        "renewal_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("required", sa.Integer(), nullable=True),
        sa.Column("minimum_per_year", sa.Integer(), nullable=True),
        sa.Column("window_days", sa.Integer(), nullable=True),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("carry_maximum", sa.Integer(), nullable=False),
        sa.Column("carry_months", sa.Integer(), nullable=False),
        sa.Column("fee_minor", sa.Integer(), nullable=True),
        sa.Column("fee_currency", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("activity_id", name=op.f("uq_renewal_rule_activity_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_renewal_rule_activity_id", "renewal_rule", ["activity_id"], unique=False)
    op.create_table(
        "rule_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=True),
        sa.Column("maximum", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("activity_id", "name", name=op.f("uq_rule_category_activity_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rule_category_activity_id", "rule_category", ["activity_id"], unique=False)
    op.create_table(
        "renewal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("next_starts", sa.Text(), nullable=False),
        sa.Column("renewed_on", sa.Text(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid", name=op.f("uq_renewal_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_renewal_activity_id", "renewal", ["activity_id"], unique=False)
    op.create_table(
        "credit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence_url", sa.Text(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_credit_amount")),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid", name=op.f("uq_credit_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_credit_activity_id", "credit", ["activity_id"], unique=False)
    op.create_table(
        "credit_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("credit_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.ForeignKeyConstraint(["credit_id"], ["credit.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("credit_id", "activity_id", name=op.f("uq_credit_claim_credit_id_activity_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_credit_claim_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_credit_claim_activity_id", "credit_claim", ["activity_id"], unique=False)
    op.create_index("ix_credit_claim_credit_id", "credit_claim", ["credit_id"], unique=False)
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("credit_id", sa.Integer(), nullable=True),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(activity_id IS NULL) + (credit_id IS NULL) + (claim_id IS NULL) = 2",
            name=op.f("ck_attachment_one_owner"),
        ),
        sa.ForeignKeyConstraint(["credit_id"], ["credit.id"]),
        sa.ForeignKeyConstraint(["claim_id"], ["credit_claim.id"]),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid", name=op.f("uq_attachment_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_attachment_activity_id", "attachment", ["activity_id"], unique=False)
    op.create_index("ix_attachment_claim_id", "attachment", ["claim_id"], unique=False)
    op.create_index("ix_attachment_credit_id", "attachment", ["credit_id"], unique=False)
    op.create_index("ix_attachment_digest", "attachment", ["digest"], unique=False)
    op.create_table(
        "blob",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
