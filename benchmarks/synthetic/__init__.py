"""Made-up disclosures for load and scale: fictional offices, right figures, and faults whose truth is known."""
