"""The words that synthetic data is made of. They are data, not interface, and stay in English."""

from planner.domain.words import Kind

TAGS = (
    "ml", "nlp", "vision", "mlops", "data", "product", "ux", "agile", "strategy", "ethics", "cloud", "llm",
    "evaluation", "portfolio", "writing", "speaking", "leadership", "analytics", "research", "healthcare",
)  # fmt: skip
SUBJECTS = (
    "Model evaluation", "Feature engineering", "Recommender systems", "Time series", "Prompt design", "Retrieval",
    "Data quality", "Experiment design", "Roadmapping", "User research", "Pricing", "Stakeholder mapping",
    "Model monitoring", "Neural networks", "Decision trees", "Computer vision", "Language models", "Responsible AI",
    "Go-to-market", "Discovery interviews",
)  # fmt: skip
ASPECTS = ("in practice", "at scale", "for products", "for teams")
CATEGORIES = ("Foundations", "Product", "Delivery", "Domain", "People", "Practice")
INDUSTRIES = ("healthcare", "finance", "retail", "manufacturing", "education", "energy", "logistics")
SERIES = (
    "Data & AI Summit", "Applied ML Days", "Product Conf", "ML Ops World", "PyData", "AI Product Meetup",
    "Responsible AI Forum", "Deep Learning Workshop", "Women in Data", "Recommender Symposium", "NLP Evening",
    "Build-with-AI Hackathon", "Analytics Forum", "Product Tank", "Vision & Language Workshop",
)  # fmt: skip
CITIES = (
    ("Berlin", "Germany", "Europe/Berlin", 52.52, 13.405),
    ("London", "United Kingdom", "Europe/London", 51.5074, -0.1278),
    ("Paris", "France", "Europe/Paris", 48.8566, 2.3522),
    ("Lisbon", "Portugal", "Europe/Lisbon", 38.7223, -9.1393),
    ("Amsterdam", "Netherlands", "Europe/Amsterdam", 52.3676, 4.9041),
    ("Zürich", "Switzerland", "Europe/Zurich", 47.3769, 8.5417),
    ("New York", "United States", "America/New_York", 40.7128, -74.006),
    ("San Francisco", "United States", "America/Los_Angeles", 37.7749, -122.4194),
    ("Toronto", "Canada", "America/Toronto", 43.6532, -79.3832),
    ("São Paulo", "Brazil", "America/Sao_Paulo", -23.5505, -46.6333),
    ("Tokyo", "Japan", "Asia/Tokyo", 35.6762, 139.6503),
    ("Singapore", "Singapore", "Asia/Singapore", 1.3521, 103.8198),
    ("Sydney", "Australia", "Australia/Sydney", -33.8688, 151.2093),
    ("Nairobi", "Kenya", "Africa/Nairobi", -1.2921, 36.8219),
)
VENUES = ("Congress Centre", "University, Main Hall", "Old Factory", "City Library", "Tech Hub, Floor 3", "Museum")
PROVIDERS = ("Open Course Institute", "Data School", "Product Academy", "State University", "Learn Together")
ISSUERS = ("Cloud Guild", "Product Council", "Agile Board", "Institute for Data", "Applied AI Society")
PEOPLE = ("Amara Okafor", "Jonas Weber", "Mei Tanaka", "Lucía Fernández", "Tom Becker", "Priya Nair", "Anna Kowalska")
ESTIMATES = (30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1200)
TITLES = {
    Kind.READING: (
        "Read “{subject}: a field guide”", "Read the {year} survey on {industry} and AI", "Summarise: {subject}",
        "Read the case study “{subject} in {industry}”",
    ),
    Kind.PROJECT: (
        "Prototype: {subject} for {industry}", "Publish a write-up on {subject}", "Rebuild a demo: {subject}",
        "Product brief: {subject} in {industry}",
    ),
    Kind.COURSE: ("Course: {subject}", "{subject} from first principles", "{subject} for {industry}"),
    Kind.TOPIC: ("Understand {subject}", "Explain {subject} to a colleague", "Compare approaches to {subject}"),
    Kind.CERTIFICATION: ("{subject} Practitioner", "{subject} Professional", "Associate: {subject}"),
    Kind.EXPERIMENT: ("Try a new tool for {subject}", "Compare two tools for {subject}", "Weekend test: {subject}"),
    Kind.COMMUNITY: ("Answer a question on {subject}", "Join the group on {subject}", "Share notes on {subject}"),
    Kind.MENTORING: ("Talk about {subject}", "Ask for feedback: {subject}", "Mentor session: {industry}"),
}  # fmt: skip
SENTENCES = (
    "Start with the summary and skip the proofs.",
    "Write down three questions before, and the answers after.",
    "The second half is the useful one.",
    "Ask Mei what she would measure first.",
    "Compare with the notes from last year.",
    "**Decision**: keep the baseline until the new one wins twice.",
    "See also the talk on cost per prediction.",
    "Draft the one-page summary on the same day.",
    "- check the licence\n- check the data sheet",
    "What would make this fail in production?",
)
OUTCOMES = (
    "Wrote a two-page summary that the team uses.",
    "Learnt what not to build.",
    "Two new contacts, one of them in healthcare.",
    "Demo shown at the monthly review.",
    "Baseline beaten by four points.",
)
LINKS = ("Notes", "Slides", "Paper", "Repository", "Recording", "Programme")
CHECKLIST = (
    "Write the question down",
    "Collect the data",
    "Build a baseline",
    "Measure",
    "Show it to one user",
    "Write the summary",
)
