package names

var fourth = func() int { return len("`") + '}' }

func init() { sink = func() int { return fourth() } }
