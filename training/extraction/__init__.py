"""Training of the log-linear models of extraction, on the develop half of the benchmark."""
