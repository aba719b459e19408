"""The desk: the record in a browser, and the HTTP interface behind it (docs/http-api.md).

Public: `depesche.desk.app.create_app(settings)`, `depesche.desk.settings.Settings`. Who may do what is decided by a
`Gate` (`access.py`); nothing else here knows of users, passwords or cookies.
"""
