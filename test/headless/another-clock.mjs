// Loaded before the program: makes its wall clock show another time.
const real = Date.now
const ahead = Number(process.env['SHOWS']) - real()
Date.now = () => real() + ahead
