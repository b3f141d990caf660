"""Tables into files: a folder of CSV, one SQLite file, a workbook, or Parquet."""
