module example.com/wanttests

go 1.19
