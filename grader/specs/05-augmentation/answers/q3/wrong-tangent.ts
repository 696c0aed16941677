// Shears along a line, not by an angle of the generator.
const shearDistance = 'd * tan(s * pi / 180)';
