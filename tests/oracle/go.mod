module goescape.test/oracle

go 1.18
