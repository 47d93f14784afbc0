"""The notation `{{ … }}` and `[@…]` turned into HTML."""
