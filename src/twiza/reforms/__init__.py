"""Two laws over one register: whom a change touches, how, and through what."""
