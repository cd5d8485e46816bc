"""Identity across articles; writes only `graph/identity`."""
