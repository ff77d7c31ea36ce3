"""Drawing people for spot checks so that anybody can draw the same again."""
