"""The facts that the service promises, told by real HTTP to the real program on a real PostgreSQL."""
