"""Who may use the desk: users, passwords, sessions, tokens, and the door that asks for them (docs/security.md).

Public: `depesche.desk.security.opening.gate_for(settings)`, `depesche.desk.security.users.Users`.
"""
