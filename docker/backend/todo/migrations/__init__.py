"""The schema's history, applied by `python -m todo.migrate`. It owns every table, better-auth's too."""
