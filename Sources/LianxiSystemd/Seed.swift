// LianxiSystemd
