"""The window and its pages: Qt widgets that read through queries and write through actions."""
