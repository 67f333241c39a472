"""Which device a request comes from, in a few words: the header itself says more than a journal needs."""

# The first sign found wins: most browsers also call themselves Chrome or Safari.
NAVIGATEURS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMES = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def appareil_de(request) -> str:
    """Return the browser and the system that a request comes from, for a line of journal."""
    return decrire(request.headers.get("User-Agent", ""))


def decrire(user_agent: str) -> str:
    """Return the browser and the system of a User-Agent (« Firefox sur Android »); empty for an empty one."""
    if not user_agent:
        return ""
    navigateur = _reconnaitre(NAVIGATEURS, user_agent, "Navigateur inconnu")
    systeme = _reconnaitre(SYSTEMES, user_agent, "un système inconnu")
    return f"{navigateur} sur {systeme}"


def _reconnaitre(signes: list[tuple[str, str]], user_agent: str, sinon: str) -> str:
    return next((nom for signe, nom in signes if signe in user_agent), sinon)
