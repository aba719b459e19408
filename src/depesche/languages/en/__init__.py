"""English: so far only the words in which results are shown; articles in English are not read yet."""
