"""The window around the pages: sidebar, header, command palette, inspector host, toasts and status line."""
