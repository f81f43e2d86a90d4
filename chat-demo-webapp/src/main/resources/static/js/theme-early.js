// Runs before the first paint, so that a chosen theme does not flash; theme.js does the rest.
try {
	const theme = localStorage.getItem("chat.theme");
	if (theme === "light" || theme === "dark") {
		document.documentElement.dataset.theme = theme;
	}
} catch {
	// Storage may be forbidden; the system's theme is used.
}
