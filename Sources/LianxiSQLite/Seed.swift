// LianxiSQLite
