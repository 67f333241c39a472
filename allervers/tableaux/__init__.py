"""Facts → tables. No model is imported here: a frozen year is counted exactly like the live one."""
