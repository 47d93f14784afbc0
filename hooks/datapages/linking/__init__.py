"""What only all pages together know: links back, redirects, what machines read in a head."""
