"""The documents and files of the search. The engine itself is hooks/search_kk."""
