// LianxiSettings
