"""One module a macro, with its template and its golden case beside it; none knows another."""
