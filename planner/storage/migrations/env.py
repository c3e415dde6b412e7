"""What Alembic runs to reach the library: the connection is handed in by planner.storage.upgrade."""

from alembic import context

from planner.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # Alembic takes SQLite for a database without transactional DDL; with BEGIN IMMEDIATE it has it.
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
