"""Signing in with an account of the office's own: an OpenID Connect provider, an LDAP directory."""
