"""Who may see and do what: rights, scopes, routes, the log, sign-in."""
