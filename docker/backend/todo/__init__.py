"""The Todo app's API: each user's tasks, behind a token that the frontend issues.

`python -m todo` serves, `python -m todo.migrate` brings the database up to date. `app` is the one place that wires the
parts; `settings` is the only one that reads the environment.
"""
