// The sine left out: right for small angles alone.
const shearDistance = 'd * s * pi / 180';
