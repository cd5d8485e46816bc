"""From an annotated article to its claims."""
