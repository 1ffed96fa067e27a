"""Single cells: dates, numbers, codes and texts, read exactly or refused."""
