"""How the Arabic model is made: `python -m training --corpora FOLDER`."""
