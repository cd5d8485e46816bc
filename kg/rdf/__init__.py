"""The graph: vocabulary, IRIs, mapping, claims read back, validation."""
