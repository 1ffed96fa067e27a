"""Pages that combine rooms: the list of people, the person, the proof, the set-up."""
