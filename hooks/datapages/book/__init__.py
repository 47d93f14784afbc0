"""The built pages as books: a tagged PDF and an EPUB, whole or a chapter at a time.

It reads the HTML of the finished site and knows no data. A page becomes a chapter (`chapter`)
without what only a screen can do; chapters become a book (`composition`), whose links lead inside
it where they can (`links`); a book is written as PDF (`pdf`) or EPUB (`epub`), in the letters that
are asked for (`letters`). What was made is told in a list (`shelf`), from which the next build of
the site offers it.
"""
