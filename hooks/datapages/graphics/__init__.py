"""SVG: charts, maps, treemaps and diagrams."""
