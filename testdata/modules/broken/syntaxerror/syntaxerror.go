package syntaxerror

func Number() int { return 1 }}
