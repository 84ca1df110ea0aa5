// LianxiServer
