// A full turn is 2 pi.
const shearDistance = 'd * sin(s * pi / 360)';
