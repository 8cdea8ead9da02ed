package typeerror

func Number() int { return "text" }
