// LianxiClient
