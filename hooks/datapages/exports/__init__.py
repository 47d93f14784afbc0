"""Files that readers and machines take away: CSV, JSON, XLSX, the Data Package, schemas, feeds."""
